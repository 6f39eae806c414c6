package choose

import "strings"

// nearest returns the known name that name was probably meant to be, or "".
// Case, dashes, underscores and dots do not count as differences.
func nearest(name string, known []string) string {
	best, least := "", 1<<30
	for _, candidate := range known {
		a, b := plain(name), plain(candidate)
		if d := distance(a, b); d < least && d <= max(2, len(b)/4) && d < len(b)/2 {
			best, least = candidate, d
		}
	}
	return best
}

func plain(name string) string {
	return strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(strings.ToLower(name))
}

// distance returns how many letters have to be put in, taken out, replaced or
// swapped with their neighbour to turn a into b.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}

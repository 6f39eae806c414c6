package hls

import "strings"

// languages are those of broadcasts: the code of three letters, the one of two
// letters that playlists use, and the name in the language itself.
var languages = map[string]struct{ tag, name string }{
	"ara": {"ar", "العربية"}, "bul": {"bg", "Български"}, "cat": {"ca", "Català"}, "ces": {"cs", "Čeština"}, "chi": {"zh", "中文"},
	"cym": {"cy", "Cymraeg"}, "cze": {"cs", "Čeština"}, "dan": {"da", "Dansk"}, "deu": {"de", "Deutsch"}, "dut": {"nl", "Nederlands"},
	"ell": {"el", "Ελληνικά"}, "eng": {"en", "English"}, "est": {"et", "Eesti"}, "eus": {"eu", "Euskara"}, "fin": {"fi", "Suomi"},
	"fra": {"fr", "Français"}, "fre": {"fr", "Français"}, "ger": {"de", "Deutsch"}, "gla": {"gd", "Gàidhlig"}, "gle": {"ga", "Gaeilge"},
	"glg": {"gl", "Galego"}, "gre": {"el", "Ελληνικά"}, "heb": {"he", "עברית"}, "hin": {"hi", "हिन्दी"}, "hrv": {"hr", "Hrvatski"},
	"hun": {"hu", "Magyar"}, "ice": {"is", "Íslenska"}, "isl": {"is", "Íslenska"}, "ita": {"it", "Italiano"}, "jpn": {"ja", "日本語"},
	"kor": {"ko", "한국어"}, "lav": {"lv", "Latviešu"}, "lit": {"lt", "Lietuvių"}, "nld": {"nl", "Nederlands"}, "nor": {"no", "Norsk"},
	"pol": {"pl", "Polski"}, "por": {"pt", "Português"}, "ron": {"ro", "Română"}, "rum": {"ro", "Română"}, "rus": {"ru", "Русский"},
	"slk": {"sk", "Slovenčina"}, "slo": {"sk", "Slovenčina"}, "slv": {"sl", "Slovenščina"}, "spa": {"es", "Español"}, "srp": {"sr", "Српски"},
	"swe": {"sv", "Svenska"}, "tur": {"tr", "Türkçe"}, "ukr": {"uk", "Українська"}, "wel": {"cy", "Cymraeg"}, "zho": {"zh", "中文"},
}

// languageCode is the code of a descriptor in lower case, or empty when that is
// none. It is what the stream says, so nothing but letters passes.
func languageCode(code []byte) string {
	lower := strings.ToLower(string(code))
	for i := range len(lower) {
		if lower[i] < 'a' || lower[i] > 'z' {
			return ""
		}
	}
	if lower == "und" {
		return ""
	}
	return lower
}

// languageTag is what a playlist calls a language (RFC 5646), which is the
// shortest code that there is.
func languageTag(code string) string {
	if known, ok := languages[code]; ok {
		return known.tag
	}
	return code
}

// languageName is what people read. Codes that are reserved for local use
// (qaa) stand for the sound as it was made.
func languageName(code string) string {
	switch known, ok := languages[code]; {
	case ok:
		return known.name
	case code == "":
		return "Audio"
	case code >= "qaa" && code <= "qtz":
		return "Original"
	case code == "mis" || code == "mul" || code == "zxx":
		return "Audio (" + code + ")"
	}
	return code
}

package vectors

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"spandrel.dev/consensus/internal/jsonl"
)

// Folder returns the folder of the committed vectors: the first one found from
// the working directory upwards, or beside the program's own source tree.
func Folder() (string, error) {
	root, err := Root()
	if err != nil {
		return "", fmt.Errorf("the vectors are not found from here; name their folder: %w", err)
	}
	return filepath.Join(root, "vectors"), nil
}

// Root returns the folder that holds the vectors and all that runs them.
func Root() (string, error) {
	var starts []string
	if dir, err := os.Getwd(); err == nil {
		starts = append(starts, dir)
	}
	if program, err := os.Executable(); err == nil {
		starts = append(starts, filepath.Dir(program))
	}
	for _, start := range starts {
		for dir := start; ; dir = filepath.Dir(dir) {
			for _, candidate := range []string{dir, filepath.Join(dir, "systems", "consensus")} {
				if isFile(filepath.Join(candidate, "vectors", "schema", "vectors.schema.json")) {
					return candidate, nil
				}
			}
			if dir == filepath.Dir(dir) {
				break
			}
		}
	}
	return "", fmt.Errorf("no folder vectors/schema above %s", strings.Join(starts, " or "))
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// StartPeer starts another implementation. A peer is "python", "rust", "c" or
// NAME=COMMAND, a program with its arguments that speaks the JSON Lines protocol.
func StartPeer(peer string) (*jsonl.Child, error) {
	name, command, custom := strings.Cut(peer, "=")
	if custom {
		argv := strings.Fields(command)
		if name == "" || len(argv) == 0 {
			return nil, fmt.Errorf("peer %q: write NAME=COMMAND", peer)
		}
		return jsonl.Start(name, argv, nil)
	}
	root, err := Root()
	if err != nil {
		return nil, fmt.Errorf("peer %s: %w; write %s=COMMAND", peer, err, peer)
	}
	switch peer {
	case "python":
		path := filepath.Join(root, "reference", "python", "src")
		if earlier := os.Getenv("PYTHONPATH"); earlier != "" {
			path += string(os.PathListSeparator) + earlier
		}
		return jsonl.Start(peer, []string{"python3", "-m", "coinjecture", "eval", "--backend", "python"}, []string{"PYTHONPATH=" + path})
	case "rust":
		program, err := rustProgram(root)
		if err != nil {
			return nil, err
		}
		return jsonl.Start(peer, []string{program, "eval"}, nil)
	case "c":
		// Of the programs that make builds there, which differ by compiler only.
		folder := filepath.Join(root, "bindings", "c")
		program := filepath.Join(folder, "build", "eval_gcc")
		if !isFile(program) {
			return nil, fmt.Errorf("peer c: %s is not built; run make in %s, or write c=COMMAND", program, folder)
		}
		return jsonl.Start(peer, []string{program}, nil)
	}
	return nil, fmt.Errorf("no peer %q; there are python, rust, c and NAME=COMMAND", peer)
}

// rustProgram returns the program of the Rust core, from the folder of release
// builds or from cargo's own.
func rustProgram(root string) (string, error) {
	const program = "coinjecture-vectors"
	var tried []string
	folders := []string{filepath.Join(root, "..", "..", "bin")}
	if target := os.Getenv("CARGO_TARGET_DIR"); target != "" {
		folders = append(folders, filepath.Join(target, "release"), filepath.Join(target, "debug"))
	}
	for _, target := range []string{filepath.Join(root, "..", "..", "target"), filepath.Join(root, "target")} {
		folders = append(folders, filepath.Join(target, "release"), filepath.Join(target, "debug"))
	}
	for _, folder := range folders {
		path := filepath.Join(folder, program)
		if isFile(path) {
			return path, nil
		}
		tried = append(tried, path)
	}
	return "", fmt.Errorf("peer rust: %s is not built; run cargo build --release --bin %s in %s, or write rust=COMMAND (tried %s)",
		program, program, root, strings.Join(tried, ", "))
}

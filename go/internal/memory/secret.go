package memory

// Secret returns memory for a secret of so many bytes: pages of its own, locked and left out of core dumps where the
// system has that, wiped before they are released. fill writes the content.
func Secret(size int, fill func([]byte)) *Memory {
	pages, locked := allocate(size)
	content := pages[:size:size]
	fill(content)
	m := New(content, Origin{}, func() {
		clear(pages)
		free(pages, locked)
	})
	m.Locked = locked
	return m
}

// free is replaced by the test that looks at what is released.
var free = release

package relay

import "slices"

// awaited is what a page has named by its hash and was asked the bytes of: asked once, for
// all references that stand for them.
type awaited struct {
	refsOf map[hash][]string
	hashOf map[string]hash
}

func newAwaited() awaited {
	return awaited{refsOf: map[hash][]string{}, hashOf: map[string]hash{}}
}

// add notes that a reference stands for a hash; it reports whether the bytes are to be asked for.
func (w awaited) add(ref string, h hash) bool {
	if _, known := w.hashOf[ref]; known {
		return false
	}
	w.hashOf[ref] = h
	w.refsOf[h] = append(w.refsOf[h], ref)
	return len(w.refsOf[h]) == 1
}

// settle hears what has come for a reference. It returns the other references that stand
// for the same, or those that waited for what did not come.
func (w awaited) settle(ref string, came hash) (same, others []string) {
	named, waited := w.hashOf[ref]
	if !waited {
		return nil, nil
	}
	refs := w.refsOf[named]
	delete(w.refsOf, named)
	for _, r := range refs {
		delete(w.hashOf, r)
	}
	rest := slices.DeleteFunc(refs, func(r string) bool { return r == ref })
	if came == named {
		return rest, nil
	}
	return nil, rest
}

func (w awaited) clear() {
	clear(w.refsOf)
	clear(w.hashOf)
}

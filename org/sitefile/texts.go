package sitefile

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"
)

// Bounds of a site's own words.
const (
	maxLanguages = 40
	maxDepth     = 4        // groups within groups
	maxSentence  = 600      // characters
	maxList      = 20       // sentences of a list
	maxWords     = 64 << 10 // bytes of one language
)

func (c *checker) texts(texts map[string]map[string]any) {
	if len(texts) > maxLanguages {
		c.refuse("texts", "there are %d languages, more than %d", len(texts), maxLanguages)
	}
	for _, tag := range slices.Sorted(maps.Keys(texts)) {
		path := "texts." + tag
		if !language.MatchString(tag) {
			c.refuse(path, "%q is no language like en or pt-br", tag)
			continue
		}
		c.words(path, texts[tag], 1)
		if data, err := json.Marshal(texts[tag]); err != nil || len(data) > maxWords {
			c.refuse(path, "the words have more than %d bytes", maxWords)
		}
	}
}

// words holds a group of words to its shape: sentences, lists of sentences, groups.
func (c *checker) words(path string, words map[string]any, depth int) {
	if depth > maxDepth {
		c.refuse(path, "groups of words are at most %d deep", maxDepth)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(words)) {
		here := path + "." + name
		switch value := words[name].(type) {
		case string:
			c.sentence(here, value)
		case []any:
			if len(value) > maxList {
				c.refuse(here, "a list has at most %d sentences", maxList)
			}
			for i, item := range value {
				text, is := item.(string)
				if !is {
					c.refuse(fmt.Sprintf("%s[%d]", here, i), "is no sentence")
					continue
				}
				c.sentence(fmt.Sprintf("%s[%d]", here, i), text)
			}
		case map[string]any:
			c.words(here, value, depth+1)
		default:
			c.refuse(here, "is no sentence, no list of sentences and no group of them; put it in quotes")
		}
	}
}

func (c *checker) sentence(path, text string) {
	if n := utf8.RuneCountInString(text); n == 0 || n > maxSentence {
		c.refuse(path, "a sentence has 1 to %d characters", maxSentence)
	}
}

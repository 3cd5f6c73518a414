// Package sdk carries the built files of the sdk in the server's binary.
package sdk

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files returns the built files, as `npm run build` left them; without a build there are none.
func Files() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is embedded: this cannot be missing in a program that compiled
	}
	return sub
}

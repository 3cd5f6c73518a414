// Package sdk carries the built files of the sdk in the server's binary.
package sdk

import "embed"

// Built has the folder dist as `npm run build` left it; without a build it is empty but for its mark.
//
//go:embed all:dist
var Built embed.FS

// Package console carries the built files of the console in the server's binary.
package console

import "embed"

// Built has the folder dist as `npm run build` left it; without a build it is empty but for its mark.
//
//go:embed all:dist
var Built embed.FS

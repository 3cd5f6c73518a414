package main

import (
	"context"
	"errors"
	"fmt"
)

type serveCommand struct {
	serverFlags
}

// Run serves until the process is told to stop.
func (c *serveCommand) Run(ctx context.Context, s *streams) (err error) {
	p, err := openProgram(ctx, c.serverFlags, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	fmt.Fprintf(s.out, "Samepage serves at %s\n", p.consoleOrigin)
	return p.Run(ctx)
}

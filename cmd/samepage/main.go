// Command samepage is the server and the administrator's command line.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set by the release build.
var version = "dev"

// commandLine is everything that can be typed. Flags can also be given as SAMEPAGE_…
// variables of the environment.
type commandLine struct {
	Serve   serveCommand     `cmd:"" help:"Run the server."`
	Demo    demoCommand      `cmd:"" help:"Run the server with a demo shop and people to sign in as."`
	Admin   adminCommand     `cmd:"" help:"People who administer."`
	Site    siteCommand      `cmd:"" help:"Sites, as declarative files."`
	Version kong.VersionFlag `help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "samepage:", err)
		os.Exit(1)
	}
}

// run is main without the process: tests call it too.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	var line commandLine
	exited := false
	parser, err := kong.New(&line,
		kong.Name("samepage"), kong.Description("Self-hosted co-browsing."),
		kong.DefaultEnvars("SAMEPAGE"), kong.Vars{"version": version},
		kong.Writers(stdout, stderr), kong.Exit(func(int) { exited = true }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(&streams{in: stdin, out: stdout, err: stderr}),
	)
	if err != nil {
		return fmt.Errorf("command line: %w", err)
	}
	parsed, err := parser.Parse(args)
	if exited {
		return nil
	}
	if err != nil {
		return err
	}
	if err := parsed.Run(); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

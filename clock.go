package samepage

import "time"

// Clock tells the time. Deadlines of rows are judged by the database's clock,
// everything else by this one.
type Clock interface{ Now() time.Time }

// SystemClock is the machine's clock in UTC with microseconds, the precision of the store.
type SystemClock struct{}

// Now returns the current time.
func (SystemClock) Now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

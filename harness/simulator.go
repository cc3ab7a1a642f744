package harness

import "time"

// A Simulator is a cloud that misbehaves when it is told to.
type Simulator interface {
	// Misbehave begins a fault, and returns what ends it.
	Misbehave(Fault) (end func(), err error)
}

// A Fault is how a simulated service misbehaves: one of Status, Reset and Delay.
type Fault struct {
	Service string        // its type: "identity", "compute" ...; "" is all
	Status  int           // answers with this status
	Reset   bool          // ends the connection without an answer
	Delay   time.Duration // answers so much later
	Share   float64       // of the requests, 0 to 1; zero is all
}

// Simulator is that of a rehearsal; nil otherwise.
func (w *World) Simulator() Simulator { return w.simulator }

// Rehearsal tells whether the cloud is a simulated one.
func (w *World) Rehearsal() bool { return w.rehearsal }

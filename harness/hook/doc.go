// Package hook holds what hooks do while a load runs: break a cloud, mend it, call somebody.
//
//	Hooks: []harness.Hook{{
//		Name: "keystone is stopped",
//		When: harness.Trigger{At: []time.Duration{20 * time.Second}},
//		Do:   hook.Command{Args: []string{"systemctl", "stop", "keystone"}, Undo: []string{"systemctl", "start", "keystone"}},
//		For:  5 * time.Second,
//	}},
//
//	SLA: []harness.Check{
//		sla.Recovery("keystone is stopped", BeNumerically("<", 10*time.Second)),
//		sla.Downtime("keystone is stopped", BeNumerically("<", 6*time.Second)),
//	},
//
// What an action changes it takes back: when the hook's time is over, or the load. [harness.ActionFunc] is a function of one's
// own. Commands and calls are not made in a rehearsal: it says what it would have done. A [Fault] of the simulated cloud is for
// rehearsals alone; a [Network] is for both: on a real cloud, calls go through a proxy within this process (toxiproxy).
package hook

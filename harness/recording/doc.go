// Package recording turns a log of API calls into a feature: a composed scenario whose sentences are what somebody did.
//
// It reads HAR 1.2, as browsers and mitmproxy's hardump write it, and a simple log, one JSON object a line:
//
//	{"method": "POST", "url": "https://…/v2.1/servers", "status": 202, "started": "2026-02-03T10:00:00Z",
//	 "request_body": {…}, "response_body": {…}, "milliseconds": 120}
//
// # Where this proves sound
//
// Recordings of one client that speaks to the services itself: a command line or a program behind mitmproxy, a dashboard
// that proxies the APIs (Skyline). What it made is followed by ids, so that the calls after it mean what the replay made.
// Calls that are those of a verb become its sentence; the sentence waits for the state as the benchmark's scenarios do,
// and has their actions, so that the figures of a replay can be held against theirs. How often the recorded client polled,
// and how long the cloud took then, is in no replay, which is as it should be: both belong to the cloud, not to the user.
//
// # Where not
//
//   - A dashboard that talks to the services from its server (Horizon): its HAR has none of their calls.
//   - Several clients, or one that does things at the same time: they become one sequence.
//   - Calls that no verb has are sent as they were, and nothing waits for what they set going; a pause as long as the
//     recorded client polled stands in for that, and is wrong on a cloud that is slower.
//   - Another cloud: images and flavors are called by names where the recording tells them, and all else that was there
//     before by its id, which is another one elsewhere.
//   - Searches by names, as the openstack command makes before most of what it does: what a run makes has names of the
//     run, so that they are sent, and find nothing.
//   - What the recorded user had before (private networks, key pairs, volumes, an administrator's role) the users of a
//     benchmark do not have. The feature lists it, as a promise that somebody has to make.
//   - Data: uploads, objects of the object store and other bodies that are no JSON are in no HAR, or are not sound to
//     repeat. They are left out and counted; an image gets the data of a stand-in.
//   - Choices: each iteration does what was done once. A mix of several recordings is a better population than one.
//
// What was left out, and what was changed, is counted in a comment at the top of the feature.
//
// # Secrets
//
// Headers and cookies are read for the microversion, the content type and the Location of an image, and for their
// secrets, which are then looked for in all that would be written. A call that carries one where it cannot be replaced is
// left out.
package recording

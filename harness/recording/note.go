package recording

// What can be said of calls that are not in the feature as they were.
const (
	sessions     = "a first token: every user of a run has one"
	tokens       = "questions about tokens, and revocations"
	discovery    = "looks at which versions a service has"
	polling      = "polling: sentences wait themselves, and a pause stands in where no sentence does"
	parts        = "parts of what a sentence does, such as the upload of an image"
	pages        = "further pages of a list"
	failures     = "calls that failed, or had no answer"
	strangers    = "calls to hosts that are no service of the cloud"
	sockets      = "WebSockets"
	otherMethods = "calls by other methods, such as the OPTIONS of a browser"
	noJSON       = "calls whose body is no JSON, or was not recorded: uploads, patches of images"
	objects      = "changes of objects and containers, which are in headers and data"
	braces       = "calls with a text in braces, which stand for ids here"
	departed     = "calls about what is gone by then"
	destroyers   = "deletions of what was there before the recording"
	byName       = "calls by the name of something that the recording made: a run names it otherwise"
	carriers     = "calls that carry a secret"

	replaced   = "secrets in bodies, each replaced by a name"
	attributes = "attributes of what was made, which its sentence has no argument for"
	hidden     = "attributes that may have secrets"
	networks   = "lists of networks of servers: a server gets the network of its project"
	standIns   = "images with the data of a stand-in"
	searches   = "searches by a name that the recording gave, by which a run finds nothing"
	overlaps   = "calls that began before the last one had ended: here they come one after another"
	unawaited  = "calls as they were, since no sentence says them: nothing waits for what they set going"
)

// leftOut and changed are the order in which a feature says it.
var (
	leftOut = []string{sessions, tokens, discovery, polling, parts, pages, failures, strangers, sockets, otherMethods, noJSON, objects, braces, departed,
		destroyers, byName, carriers}
	changed = []string{unawaited, searches, overlaps, networks, standIns, attributes, hidden, replaced}
)

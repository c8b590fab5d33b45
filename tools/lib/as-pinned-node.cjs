// Loaded into npm alone. npm leaves out an optional package, such as a native part of the web's builder, whose `engines` do not
// fit the Node that runs npm; ours will run on the pinned one, so that is the version npm is to judge by.
Object.defineProperty(process, "version", { value: process.env.COMMONPURSE_NODE_VERSION });

import { operate } from "./app/operate/operate.ts";

process.exitCode = await operate(process.argv.slice(2), process.env);

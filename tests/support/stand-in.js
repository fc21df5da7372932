import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

// Asks the process at the port what the program would say to these arguments and what it is to read, and says it.
const [port, ...args] = process.argv.slice(2);
const input = await text(process.stdin);
const socket = connect(Number(port), '127.0.0.1').end(JSON.stringify({ args, input }));
const { status, stdout, stderr } = JSON.parse(await text(socket));
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = status;

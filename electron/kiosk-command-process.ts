// The kiosk's command as a process of Electron's: the township's window sets up a kiosk of a moment with it.
import { kioskCommand } from './kiosk-command.ts'

void kioskCommand(process.argv.slice(2), {
  out: () => undefined,
  err: (text) => void process.stderr.write(text),
}).then((code) => process.exit(code))

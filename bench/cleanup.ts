import { say } from './say.ts'

const undone: (() => Promise<unknown> | unknown)[] = []

/** Registers work for the end of the run, however it ends; the last registered runs first. */
export function atEnd(undo: () => Promise<unknown> | unknown): void {
  undone.push(undo)
}

/** Runs all that was registered with `atEnd`. */
export async function cleanUp(): Promise<void> {
  for (let undo = undone.pop(); undo; undo = undone.pop()) {
    try {
      await undo()
    } catch (error) {
      say(`Not tidied up: ${(error as Error).message}`)
    }
  }
}

let stopping = false

export function cleanUpOnSignals(): void {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, async () => {
      if (stopping) return
      stopping = true
      say('Stopping; tidying up.')
      await cleanUp()
      process.exit(128 + number)
    })
  }
}

import { say } from './say.ts'

const undone: (() => Promise<unknown> | unknown)[] = []

/** Has something undone at the end, the last first, however the end comes. */
export function atEnd(undo: () => Promise<unknown> | unknown): void {
  undone.push(undo)
}

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

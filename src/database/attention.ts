import { DatabaseUnavailable } from './problems.ts'
import type { WatchedClient } from './watched-client.ts'

// A statement that gets no answer is either still at work, or its server or the way there is gone. Who asks is told which
// within four seconds: after a while without a word, the server is asked on another connection what it is doing.

const lookEvery = 250
/** How long a statement may wait before somebody asks what has become of it. */
const askAfter = 1_500
/** How long that question may wait. It is asked twice, for the connection that it is asked on may be the one that is dead. */
const answerWithin = 900
/** How long a commit may wait for a standby. */
const confirmWithin = 3_000
/** A pooler hides which process works on what; then the statement timeout has passed, and the answer is lost. */
const hiddenWorkWithin = 15_000

/** What the server is doing, as far as these processes of it go. */
export interface Work {
  working: { process: number; waitsForStandby: boolean }[]
  /** Whether commits have been waiting for a standby for a while. */
  writesWait: boolean
}
export type AskWork = (processes: number[]) => Promise<Work>

export interface Attention {
  /** Clients of requests. */
  clients: Set<WatchedClient>
  /** The clients of small questions, which no answer may keep waiting. */
  asides: Set<WatchedClient>
  /** Whether the database has fallen silent, so that nobody need wait to find out. */
  isSilent(): boolean
  /** Whether no write is confirmed at the moment, so that nobody need begin one. */
  writesWait(): boolean
  close(): void
}

/** Watches connections to a server, and cuts off those that are dead. */
export function payAttention(askWork: AskWork, settings: { isPooled: boolean; isCommand: boolean }): Attention {
  const clients = new Set<WatchedClient>()
  const asides = new Set<WatchedClient>()
  const unknown = new WeakSet<WatchedClient>()
  let silent = false
  let writesWait = false
  let asking = false
  let lookedAt = performance.now()
  const timer = setInterval(look, lookEvery)
  timer.unref()

  function look(): void {
    const now = performance.now()
    // While this process was busy, answers that have arrived have not been read.
    const isLate = now - lookedAt > 2 * lookEvery
    lookedAt = now
    if (isLate && !silent && !writesWait) return
    for (const aside of asides)
      if (aside.silentFor(now) > answerWithin) {
        aside.cut(new DatabaseUnavailable('silent'))
        // Connections of the same age may be dead, too. New ones cost little.
        cutThoseWithoutWork()
      }
    if (silent) cutThoseWithoutWork()
    const waiting = [...clients].filter((client) => client.silentFor(now) > askAfter)
    if (asking || (waiting.length === 0 && !silent && !writesWait)) return
    asking = true
    ask(waiting).finally(() => {
      asking = false
    })
  }

  async function ask(waiting: WatchedClient[]): Promise<void> {
    try {
      const processes = waiting.map(({ serverProcess }) => serverProcess)
      const work = await askWork(processes).catch((error) => (silent ? Promise.reject(error) : askWork(processes)))
      silent = false
      writesWait = work.writesWait && !settings.isCommand
      const working = new Map(work.working.map(({ process, waitsForStandby }) => [process, waitsForStandby]))
      for (const client of waiting) judge(client, working.get(client.serverProcess))
    } catch {
      silent = true
      cutThoseWithoutWork()
      for (const client of clients) if (client.silentFor() > askAfter) client.cut(new DatabaseUnavailable('silent'))
    }
  }

  /** Cuts connections that are idle, or still on their way. */
  function cutThoseWithoutWork(): void {
    for (const client of clients) if (!client.isTaken) client.cut(new DatabaseUnavailable('silent'))
  }

  function judge(client: WatchedClient, waitsForStandby: boolean | undefined): void {
    const silentFor = client.silentFor()
    if (silentFor < askAfter) return void unknown.delete(client)
    if (waitsForStandby === true) {
      if (!settings.isCommand && silentFor > confirmWithin) client.cut(new DatabaseUnavailable('undecided'))
    } else if (waitsForStandby === undefined) {
      const isLost = settings.isPooled ? silentFor > hiddenWorkWithin : unknown.has(client)
      if (isLost) client.cut(new DatabaseUnavailable('silent'))
      // The statement may have been taken up, or answered, just now.
      unknown.add(client)
    } else unknown.delete(client)
  }

  return { clients, asides, isSilent: () => silent, writesWait: () => writesWait, close: () => clearInterval(timer) }
}

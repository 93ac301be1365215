import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** Linux counts the time of processes in hundredths of a second, whatever its kernel's own clock. */
const ticksPerSecond = 100

interface Stat {
  parent: number
  /** Seconds of CPU of the process itself. */
  own: number
  /** Seconds of CPU of its children that have ended. */
  ended: number
}

function statOf(pid: number): Stat | undefined {
  const text = read(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  // The name of the program, in brackets, may hold anything.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map((at) => fields[at])
  return { parent, own: (user + system) / ticksPerSecond, ended: (endedUser + endedSystem) / ticksPerSecond }
}

/** Seconds of CPU of a process and of all that it has started; undefined where /proc does not tell. */
export function cpuOfTree(root: number): number | undefined {
  const first = statOf(root)
  if (!first) return undefined
  const stats = new Map(
    processes().flatMap((pid) => {
      const stat = statOf(pid)
      return stat ? [[pid, stat] as const] : []
    }),
  )
  const sum = (pid: number, { own, ended }: Stat): number =>
    [...stats].reduce((total, [child, stat]) => (stat.parent === pid ? total + sum(child, stat) : total), own + ended)
  return sum(root, first)
}

/** Megabytes that a process holds, or held at most. */
export function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM' = 'VmRSS'): number | undefined {
  const kilobytes = new RegExp(`^${which}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`) ?? '')?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

/** The private megabytes of the children of a process, so that shared buffers are not counted again for each child. */
export function privateMemoryOfChildren(root: number): number {
  const children = processes().filter((pid) => statOf(pid)?.parent === root)
  const own = (pid: number) => Number(/^RssAnon:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0)
  return children.reduce((total, pid) => total + own(pid), 0) / 1024
}

/** The processes that a server with several has started to serve, the service's or a bare one's. */
export const workersOf = (root: number): number[] =>
  processes().filter(
    (pid) => statOf(pid)?.parent === root && /main\.js|bare-server\.ts/.test(read(`/proc/${pid}/cmdline`) ?? ''),
  )

export const parentOf = (pid: number): number | undefined => statOf(pid)?.parent
export const nameOf = (pid: number): string | undefined => read(`/proc/${pid}/comm`)?.trim()

function processes(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Resets the peak of memory that the kernel records for a process. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // The peak then counts from the start of the process.
  }
}

import { readFile, readlink } from 'node:fs/promises'

/** Identifies the processes that share their pids with this one: those of one boot and one container. Empty where the system does not tell. */
export async function pidNamespace(): Promise<string> {
  try {
    const [boot, namespace] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readlink('/proc/self/ns/pid'),
    ])
    return `${boot.trim()} ${namespace}`
  } catch {
    return ''
  }
}

/** When a process started, as the kernel counts it: a pid is used again, this pair is not. Empty where the system does not tell. */
export async function startOf(pid: number): Promise<string> {
  return (await statusOf(pid))?.started ?? ''
}

/** Whether the process that had this pid and start still runs. */
export async function isRunning(pid: number, started: string): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Any other error means that the process runs and belongs to another user.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
  }
  const status = await statusOf(pid)
  if (!status) return true
  // A killed process that nobody has waited for yet is still listed.
  const isDead = status.state === 'Z' || status.state === 'X'
  return !isDead && status.started === started
}

async function statusOf(pid: number): Promise<{ state: string; started: string } | undefined> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The program's name stands in parentheses and may hold spaces; the state follows it, the start 19 fields later.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', started: fields[19] ?? '' }
  } catch {
    return undefined
  }
}

import { Worker, type WorkerOptions } from 'node:worker_threads'

/** The folder of the project, wherever it was started from: this file is one folder below it, in src and in dist alike. */
export const projectRoot = new URL('../', import.meta.url)

/** Runs a file, which is named without its ending, in a thread of its own; `beside` is the address of a file in its folder. */
export function startThread(name: string, beside: string, options: WorkerOptions): Worker {
  if (beside.endsWith('.js')) return new Worker(new URL(`${name}.js`, beside), options)
  // A thread that is run from source does not get the loader for TypeScript that its parent was started with.
  const [loader, file] = [import.meta.resolve('tsx/esm/api'), new URL(`${name}.ts`, beside).href]
  const start = `import('${loader}').then(({ register }) => (register(), import('${file}')))`
  return new Worker(start, { ...options, eval: true })
}

import { lockFolder } from '../../src/database/folder-lock.ts'

// A process that takes a data folder, says so, and keeps it until it is stopped.
try {
  await lockFolder(process.argv[2] ?? '')
  console.log('held')
  setInterval(() => {}, 60_000)
} catch (error) {
  console.log((error as Error).message)
}

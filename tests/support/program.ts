import { noSettings } from '../../src/config.ts'

// The test runner hands hooks on modules on to all processes below it, and these take longer to load than the program.

/** The program that starts a process without these hooks, given the words of one of the lists below. */
export const launcher = 'env'

/** Node, as it runs this process, before the words of its own. */
export const node = ['-u', 'NODE_OPTIONS', process.execPath]

/** The program, as it was built before the tests, before the words of a command. */
export const program = [...node, '--enable-source-maps', 'dist/main.js']

/** The environment of a process that has these settings alone, whatever the shell sets that runs the tests. */
export const environmentWith = (settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...process.env,
  ...noSettings,
  ...settings,
})

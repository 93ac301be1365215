/** A promise that the test resolves. `Promise.withResolvers` is not in Node 20. */
export function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

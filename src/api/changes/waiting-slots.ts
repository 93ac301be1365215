/** So many places and no more, for what is held open: a function that takes one and gives back how to leave it. */
export function limitedPlaces(most: number): () => (() => void) | undefined {
  let taken = 0
  return () => {
    if (taken >= most) return undefined
    taken += 1
    let left = false
    return () => {
      if (!left) taken -= 1
      left = true
    }
  }
}

/** Makes a function that takes one of a limited number of slots, for answers that are held open. It gives back a function that frees the slot, or undefined while all are taken. */
export function limitedSlots(most: number): () => (() => void) | undefined {
  let taken = 0
  return () => {
    if (taken >= most) return undefined
    taken += 1
    let freed = false
    return () => {
      if (!freed) taken -= 1
      freed = true
    }
  }
}

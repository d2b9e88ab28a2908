/** A priority queue of numbered nodes whose keys can be lowered: a binary heap that knows every node's place. */
import { Doubles, Integers, takeDoubles, takeIntegers } from './arrays.ts';

/** Nodes in the queue. */
export let queued: i32 = 0;
let heap: Integers = changetype<Integers>(0);
let keys: Doubles = changetype<Doubles>(0);
/** Place in the heap, LEFT once it was taken out; valid where the node's round is the present one. */
let places: Integers = changetype<Integers>(0);
let rounds: Integers = changetype<Integers>(0);
let round: i32 = 0;
let nodes: i32 = 0;
const LEFT: i32 = -1;

export function layQueue(count: i32): void {
  nodes = count;
  heap = takeIntegers(count);
  keys = takeDoubles(count);
  places = takeIntegers(count);
  rounds = takeIntegers(count);
}

export function clearRounds(): void {
  for (let node = 0; node < nodes; node += 1) rounds[node] = 0;
  round = 0;
}

/** Empties the queue, at no cost. */
export function beginRound(): void {
  round += 1;
  queued = 0;
}

/** Was the node taken out in this round? */
export function hasLeft(node: i32): bool {
  return rounds[node] === round && places[node] === LEFT;
}

/** The key with which a node is queued or was taken out in this round; endless before. */
export function keyOf(node: i32): f64 {
  return rounds[node] === round ? keys[node] : f64.MAX_VALUE;
}

export function firstKey(): f64 {
  return keys[heap[0]];
}

/** Queues a node, again if it has left, or lowers its key. */
export function enqueue(node: i32, key: f64): void {
  let place = queued;
  if (rounds[node] === round && places[node] !== LEFT) {
    if (keys[node] <= key) return;
    place = places[node];
  } else {
    rounds[node] = round;
    queued += 1;
  }
  keys[node] = key;
  while (place > 0) {
    const above = heap[(place - 1) >> 1];
    if (keys[above] <= key) break;
    heap[place] = above;
    places[above] = place;
    place = (place - 1) >> 1;
  }
  heap[place] = node;
  places[node] = place;
}

/** Takes out the node of the smallest key. */
export function dequeue(): i32 {
  const first = heap[0];
  places[first] = LEFT;
  queued -= 1;
  if (queued === 0) return first;
  const last = heap[queued];
  const key = keys[last];
  let place = 0;
  for (let below = 1; below < queued; below = 2 * place + 1) {
    if (below + 1 < queued && keys[heap[below + 1]] < keys[heap[below]]) below += 1;
    if (keys[heap[below]] >= key) break;
    heap[place] = heap[below];
    places[heap[place]] = place;
    place = below;
  }
  heap[place] = last;
  places[last] = place;
  return first;
}

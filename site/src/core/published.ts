import type { Answer } from './types.ts';

/** What the publish step lays beside a page, so that its first screen waits for no function. */
export interface Publication {
  /** Its day: what a page shows at first depends on the month. */
  today: string;
  /** Entity tag of the smallest data set. Another one means that newer data have been published. */
  tag: string;
  /** The answers that the first screen is drawn from, by question; some are thin. */
  answers: Readonly<Record<string, unknown>>;
  /** Files that hold whole answers, by question. */
  files: Readonly<Record<string, string>>;
}

let current: Publication | null = null;
let asked: Set<string> | null = null;
let epoch = 0;
const listeners = new Set<(epoch: number) => void>();

/** Takes a publication into use, or goes back to the API when null. Who listens asks again. */
export function takePublication(publication: Publication | null): void {
  current = publication;
  epoch += 1;
  for (const listener of listeners) listener(epoch);
}

/** Notes the questions that a drawing asks and the publication does not answer. */
export function record(questions: Set<string> | null): void {
  asked = questions;
}

export const now = (): Date => (current ? new Date(current.today) : new Date());

/** The published answer to a question, whole or thin; null when there is none. */
export function published<T>(question: string): T | null {
  const found = current?.answers[question] as T | undefined;
  if (found === undefined) asked?.add(question);
  return found ?? null;
}

/** Whether the published answer is all of it. */
export const isWhole = (question: string): boolean => current !== null && question in current.answers && !(question in current.files);

/** Whether a page is drawn for a document, or taken over from one: no script has measured it yet. */
export const isComingAlive = (): boolean => typeof document === 'undefined' || hydrating;

let hydrating = false;

/** Runs the first drawing over a document that holds the same already. */
export function comeAlive(draw: () => void): void {
  hydrating = true;
  draw();
  hydrating = false;
}

/** Where a question is answered: a file of the publication, else the API. */
export const placeOf = (question: string): string => current?.files[question] ?? question;

/** Counts publications taken into use and left again. */
export const epochNow = (): number => epoch;

/** Whether a publication was left for newer data. */
export const isSuperseded = (): boolean => epoch > 0 && current === null;

export function onEpoch(listener: (epoch: number) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const metaOf = (answer: unknown): Answer<unknown>['meta'] | undefined => (answer as Partial<Answer<unknown>>).meta;

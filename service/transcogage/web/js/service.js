/** Asking the service, and telling in words why it did not answer. */

const PATIENCE = 15_000; // milliseconds

/** A request without its answer; `message` is for the person, `faults` name the parameters to correct. */
export class ServiceError extends Error {
  /**
   * @param {string} message
   * @param {{parametre: string|null, message: string}[]} [faults]
   */
  constructor(message, faults = []) {
    super(message);
    this.faults = faults;
  }
}

export const OFFLINE = "Le service ne répond pas. Vérifiez votre connexion à internet, puis réessayez.";
const TOO_SLOW = "Le service met trop de temps à répondre. Réessayez dans un instant.";
const TOO_MANY = "Trop de demandes en peu de temps. Attendez une minute, puis réessayez.";

/**
 * The JSON at `path`. Throws `ServiceError`; or the abort's own error when `signal` is aborted.
 * @param {string} path absolute, without query
 * @param {Record<string, string>} [parameters] empty ones are left out
 * @param {AbortSignal} [signal]
 */
export async function ask(path, parameters = {}, signal) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  const query = given.length ? `?${new URLSearchParams(given)}` : "";
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  const leave = () => patience.abort();
  signal?.addEventListener("abort", leave);
  try {
    const response = await fetch(path + query, { signal: patience.signal, headers: { Accept: "application/json" } });
    if (!response.ok) {
      throw refusal(response.status, await response.json().catch(() => null));
    }
    return await response.json();
  } catch (error) {
    if (error instanceof ServiceError || signal?.aborted) {
      throw error;
    }
    throw new ServiceError(patience.signal.aborted ? TOO_SLOW : OFFLINE);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", leave);
  }
}

/**
 * The error that a refused request means.
 * @param {number} status
 * @param {{detail: string, erreurs: {parametre: string|null, message: string}[]}|null} problem its body, if readable
 */
export function refusal(status, problem) {
  if (status === 429) {
    return new ServiceError(TOO_MANY);
  }
  return problem?.erreurs
    ? new ServiceError(problem.detail, problem.erreurs)
    : new ServiceError(`Le service n'a pas pu répondre (erreur ${status}). Réessayez dans un instant.`);
}

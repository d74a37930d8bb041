/**
 * When the agent looks at the containers of a task that wait for others. While anything of the task is in transition,
 * each event makes it look; when nothing is, it handles events for a full 5 s before it looks again. So a container
 * that becomes healthy or ends by itself is noticed at such a boundary, counted from when the last transition ended.
 * Source: amazon-ecs-agent `task_manager.go`, `progressTask`, `waitEvent`, `transitionPollTime` (1.105.1).
 */
export class EventWindow {
  readonly #pollSeconds: number;
  #inTransition = 0;
  #quietSince = 0;

  /** `pollSeconds`: 0 for an agent that notices everything at once. */
  constructor(pollSeconds: number) {
    this.#pollSeconds = pollSeconds;
  }

  /** A container begins a transition. */
  begin(): void {
    this.#inTransition++;
  }

  /** A container's transition has ended, well or badly. */
  end(now: number): void {
    this.#inTransition--;
    if (this.#inTransition === 0) this.#quietSince = now;
  }

  /** Seconds until something that happens now is noticed. */
  noticeSeconds(now: number): number {
    if (this.#inTransition > 0 || this.#pollSeconds === 0) return 0;
    const windows = Math.ceil((now - this.#quietSince) / this.#pollSeconds - 1e-9);
    return Math.max(0, this.#quietSince + windows * this.#pollSeconds - now);
  }
}

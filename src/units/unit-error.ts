/** Text that is not the quantity it should be: what is wrong, and what to write instead. */
export class UnitError extends Error {
  override readonly name = 'UnitError';
  /** What to write instead, as an imperative without a final stop. */
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

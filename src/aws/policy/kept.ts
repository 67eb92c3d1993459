/**
 * Answers kept by the text that they answer, until the texts come to a number of characters; then it begins anew, so
 * that a plan of any size takes no more memory than a small one.
 */
export class Kept<T> {
  private readonly found = new Map<string, T>();
  private characters = 0;

  constructor(private readonly most: number) {}

  get(text: string): T | undefined {
    return this.found.get(text);
  }

  set(text: string, answer: T): void {
    if (this.characters + text.length > this.most) {
      this.found.clear();
      this.characters = 0;
    }
    if (text.length > this.most) return;
    this.found.set(text, answer);
    this.characters += text.length;
  }
}

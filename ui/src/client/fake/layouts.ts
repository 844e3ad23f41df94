// How the fields of the invented vault are arranged, by kind.
import type { FieldLayout } from "../layouts";

export class FakeLayouts {
  private kept = new Map<string, FieldLayout>();

  answer(verb: string, given: Record<string, unknown>): { of: string; layout?: FieldLayout } {
    const of = String(given["of"]);
    if (verb === "set") {
      const { groups, hidden = [] } = given as unknown as FieldLayout;
      this.kept.set(of, { groups, hidden });
    }
    if (verb === "reset") this.kept.delete(of);
    const layout = this.kept.get(of);
    return layout ? { of, layout } : { of };
  }
}

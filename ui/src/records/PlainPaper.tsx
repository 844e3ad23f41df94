// The sheet of a record whose page is one column: its facts and its text.
import type { ReactNode } from "react";
import { Markdown } from "./Markdown";
import { PaperSheet } from "./PaperSheet";

export function PlainPaper({
  title,
  kind,
  facts,
  text,
}: {
  title: string;
  kind: string;
  facts: [label: string, value: ReactNode][];
  text: { label: string; body: string | undefined };
}) {
  return (
    <PaperSheet title={title} kind={kind} ready>
      <dl className="sheet-facts">
        {facts
          .filter(([, value]) => Boolean(value))
          .map(([label, value]) => (
            <div key={label} className="sheet-fact sheet-whole">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {text.body && (
        <section aria-label={text.label}>
          <h2>{text.label}</h2>
          <Markdown text={text.body} />
        </section>
      )}
    </PaperSheet>
  );
}

// The little Markdown people type in notes: paragraphs, lists, bold, italics, code, links. Built as elements, never as
// markup, so a note can hold anything and do nothing.
import { Fragment, type ReactNode } from "react";
import { OutLink, webHref } from "./Value";

const INLINE = /(\*\*[^*\n]+\*\*|\*[^*\n]+\*|_[^_\n]+_|`[^`\n]+`|https?:\/\/[^\s<>()]+)/g;

function inline(text: string): ReactNode[] {
  return text.split(INLINE).map((part, at) => {
    if (/^\*\*.+\*\*$/.test(part)) return <strong key={at}>{part.slice(2, -2)}</strong>;
    if (/^(\*|_).+\1$/.test(part)) return <em key={at}>{part.slice(1, -1)}</em>;
    if (/^`.+`$/.test(part))
      return (
        <code key={at} className="rounded-sm bg-sunken px-1 font-mono text-xs">
          {part.slice(1, -1)}
        </code>
      );
    const href = /^https?:/.test(part) ? webHref(part) : null;
    if (href)
      return (
        <OutLink key={at} href={href} className="text-accent underline">
          {part}
        </OutLink>
      );
    return <Fragment key={at}>{part}</Fragment>;
  });
}

export function Markdown({ text }: { text: string }) {
  const blocks = text.split(/\n{2,}/);
  return (
    <div className="flex flex-col gap-2 break-words" dir="auto">
      {blocks.map((block, at) => {
        const lines = block.split("\n");
        if (lines.every((line) => /^\s*[-*+]\s+/.test(line)))
          return (
            <ul key={at} className="list-disc ps-5">
              {lines.map((line, index) => (
                <li key={index}>{inline(line.replace(/^\s*[-*+]\s+/, ""))}</li>
              ))}
            </ul>
          );
        if (lines.every((line) => /^\s*\d+[.)]\s+/.test(line)))
          return (
            <ol key={at} className="list-decimal ps-5">
              {lines.map((line, index) => (
                <li key={index}>{inline(line.replace(/^\s*\d+[.)]\s+/, ""))}</li>
              ))}
            </ol>
          );
        const heading = /^#{1,6}\s+(.*)$/.exec(lines[0] ?? "");
        return (
          <p key={at} className={heading ? "font-semibold" : ""}>
            {(heading ? [heading[1] ?? "", ...lines.slice(1)] : lines).map((line, index) => (
              <Fragment key={index}>
                {index > 0 && <br />}
                {inline(line)}
              </Fragment>
            ))}
          </p>
        );
      })}
    </div>
  );
}

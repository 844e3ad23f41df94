// Form fields: a label, a control, a hint or what is wrong with it, tied together for screen readers.
import { clsx } from "clsx";
import { ChevronDown, CircleAlert } from "lucide-react";
import {
  createContext,
  use,
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from "react";

interface Tie {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}
const TieContext = createContext<Tie | null>(null);

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  /** The label is there for screen readers only: something beside the field already says it. */
  quiet?: boolean;
  className?: string;
  children: ReactNode;
}

export function Field({ label, hint, error, quiet, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className={clsx("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className={quiet ? "sr-only" : "text-xs font-medium text-muted"}>
        {label}
      </label>
      <TieContext value={{ id, describedBy: hint || error ? noteId : undefined, invalid: Boolean(error) }}>
        {children}
      </TieContext>
      {(error || hint) && (
        <p
          id={noteId}
          role={error ? "alert" : undefined}
          className={clsx("flex items-start gap-1.5 text-xs", error ? "text-danger" : "text-muted")}
        >
          {error && <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />}
          <span>{error ?? hint}</span>
        </p>
      )}
    </div>
  );
}

function useTie() {
  const tie = use(TieContext);
  return tie
    ? { id: tie.id, "aria-describedby": tie.describedBy, "aria-invalid": tie.invalid || undefined }
    : {};
}

export const CONTROL =
  "w-full min-w-0 rounded-md border border-line-strong/55 bg-surface px-2.5 text-text transition-[border-color,box-shadow] " +
  "duration-[120ms] hover:border-line-strong focus:border-focus focus:outline-2 focus:outline-offset-0 focus:outline-focus/35 " +
  "aria-invalid:border-danger contrast:border-line-strong touch:min-h-11 " +
  "disabled:bg-sunken disabled:text-muted";

type InputProps = InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };
export function Input({ className, ...rest }: InputProps) {
  return <input {...useTie()} {...rest} className={clsx(CONTROL, "h-9", className)} />;
}

type AreaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> };
export function TextArea({ className, ...rest }: AreaProps) {
  return (
    <textarea {...useTie()} rows={3} {...rest} className={clsx(CONTROL, "py-2 leading-normal", className)} />
  );
}

type SelectProps = SelectHTMLAttributes<HTMLSelectElement> & { ref?: Ref<HTMLSelectElement> };
/** The platform's own list: it knows every keyboard, screen reader and phone already. */
export function Select({ className, children, ...rest }: SelectProps) {
  return (
    <span className={clsx("relative inline-flex min-w-0", className ?? "w-full")}>
      <select {...useTie()} {...rest} className={clsx(CONTROL, "h-9 appearance-none pe-8")}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-e-2.5 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}

type CheckProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & {
  label: string;
  quiet?: boolean;
  mixed?: boolean;
};
export function Checkbox({ label, quiet, mixed, className, ...rest }: CheckProps) {
  return (
    <label className={clsx("hit inline-flex min-h-6 items-center gap-2.5", className)}>
      <input
        type="checkbox"
        {...rest}
        ref={(box) => {
          if (box) box.indeterminate = Boolean(mixed);
        }}
        className="size-4 shrink-0 rounded-sm accent-fill"
      />
      <span className={quiet ? "sr-only" : ""}>{label}</span>
    </label>
  );
}

export function Switch({
  checked,
  onChange,
  label,
  hint,
}: {
  checked: boolean;
  onChange: (on: boolean) => void;
  label: string;
  hint?: string;
}) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-6">
      <div className="min-w-0">
        <div id={id} className="font-medium">
          {label}
        </div>
        {hint && (
          <div id={`${id}-hint`} className="text-xs text-muted">
            {hint}
          </div>
        )}
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={checked}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onClick={() => onChange(!checked)}
        className={clsx(
          "hit relative h-6 w-10 shrink-0 rounded-full border transition-colors duration-[120ms]",
          checked ? "border-fill bg-fill" : "border-line-strong bg-sunken",
        )}
      >
        <span
          className={clsx(
            "absolute top-0.5 size-[18px] rounded-full shadow-1 transition-[inset-inline-start] duration-[120ms]",
            checked ? "inset-s-[18px] bg-on-fill" : "inset-s-0.5 bg-line-strong",
          )}
        />
      </button>
    </div>
  );
}

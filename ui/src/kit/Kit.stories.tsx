// The whole design system on one page.
import { Mail, Phone, Plus, Trash2, Users } from "lucide-react";
import type { Stories } from "@/stories/story";
import {
  Avatar,
  Banner,
  Button,
  Checkbox,
  EmptyState,
  Field,
  HUES,
  IconButton,
  Input,
  KeyHint,
  Progress,
  Select,
  Skeleton,
  Switch,
  Tag,
  TextArea,
} from ".";

function Gallery() {
  return (
    <main className="flex h-full flex-col gap-8 overflow-y-auto p-8">
      <h1 className="text-2xl font-semibold tracking-tighter">Kit</h1>
      <section aria-label="Buttons" className="flex flex-wrap items-center gap-3">
        <Button weight="primary" icon={Plus}>
          Primary
        </Button>
        <Button>Secondary</Button>
        <Button weight="ghost">Ghost</Button>
        <Button weight="danger" icon={Trash2}>
          Danger
        </Button>
        <Button busy>Busy</Button>
        <Button disabled>Disabled</Button>
        <Button small>Small</Button>
        <IconButton icon={Phone} label="Call" />
        <IconButton icon={Mail} label="E-mail" weight="secondary" />
        <KeyHint keys="mod+k" />
      </section>
      <section aria-label="Fields" className="grid max-w-xl grid-cols-2 gap-4">
        <Field label="Name" hint="As on the card">
          <Input defaultValue="Ada Lovelace" />
        </Field>
        <Field label="E-mail" error="This is no address.">
          <Input defaultValue="ada@" />
        </Field>
        <Field label="Country">
          <Select>
            <option>Norway</option>
          </Select>
        </Field>
        <Field label="Note">
          <TextArea defaultValue="Call after 15:00" />
        </Field>
        <Checkbox label="Current" defaultChecked />
        <Switch label="Check first" hint="Shows what would change" checked onChange={() => undefined} />
      </section>
      <section aria-label="Tags" className="flex flex-wrap gap-2">
        {HUES.map((hue) => (
          <Tag key={hue} name={hue} colour={hue} />
        ))}
        <Tag name="removable" onRemove={() => undefined} />
      </section>
      <section aria-label="People" className="flex items-center gap-3">
        <Avatar name="Ada Lovelace" />
        <Avatar name="田中 美咲" size="md" />
        <Avatar name="Acme" company size="lg" />
      </section>
      <section aria-label="Feedback" className="flex max-w-xl flex-col gap-3">
        <Banner>Something to know.</Banner>
        <Banner look="key" action={<Button small>Save it now</Button>}>
          Save your recovery code.
        </Banner>
        <Banner look="error">It did not work.</Banner>
        <Progress done={41} total={100} label="Import" />
        <Progress done={41} total={null} label="Rebuild" />
        <Skeleton className="h-4 w-48" />
      </section>
      <EmptyState icon={Users} title="Nobody here" actions={<Button>Add somebody</Button>}>
        An empty state says what to do.
      </EmptyState>
    </main>
  );
}

const parts = () => <Gallery />;

export default {
  light: { parts },
  dark: { parts, theme: "dark" },
  contrast: { parts, theme: "contrast" },
  rtl: { parts, language: "ar-XB" },
} satisfies Stories;

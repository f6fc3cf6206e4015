import { Text, Title, Tooltip, UnstyledButton } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconFile,
  IconFileImport,
  IconFolderOpen,
  IconRosetteDiscountCheck,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { RecentFile } from '../../../src/protocol/host.ts';
import { sentence } from '../../../src/text/message.ts';
import {
  aboutTemplate,
  localizedText,
  type Template,
  templateOf,
  templates,
} from '../../../templates/index.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { newFile, openFile, openRecent, openTemplate } from '../../stores/document/files.ts';
import { chooseModel } from '../../stores/runs/modelImport.ts';
import { NetworkPicture } from '../../ui/NetworkPicture.tsx';
import { formatGigabytes } from '../../ui/numbers.ts';
import css from './gallery.module.css';
import { type Counted, countTemplate, type TemplateMemory, useCounted } from './templates.ts';

const strings = t.shell.gallery;
const leadId = 'lenet-5';

function Badge({ source }: { source: string }) {
  return (
    <Tooltip label={strings.asPublished(source)}>
      <IconRosetteDiscountCheck
        size={16}
        stroke={1.5}
        className={css['badge']}
        role="img"
        aria-label={strings.badge}
      />
    </Tooltip>
  );
}

/** The parameter count, with the badge where it is the published one. */
function Params({ template, counted }: { template: Template; counted: Counted }) {
  return (
    <span className={css['facts']}>
      {(template.published?.counts === 'trainable' ? strings.trainable : strings.params)(counted.params)}
      {counted.asPublished && <Badge source={sentence(template.published?.source ?? '')} />}
    </span>
  );
}

/** What training it took, and a warning where its own batch takes more than most machines have. */
function Memory({ memory }: { memory: TemplateMemory }) {
  const { measured, own, large } = memory;
  const about = [strings.memory.own(formatGigabytes(own.bytes), own.batchSize)];
  if (measured) about.push(strings.memory.measured(formatGigabytes(measured.bytes), measured.batchSize));
  if (large) about.push(strings.memory.large);
  return (
    <Tooltip label={about.join(' ')} multiline maw={320}>
      <span className={css['memory']} data-large={large || undefined}>
        {large && <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />}
        {large
          ? strings.memory.needs(formatGigabytes(own.bytes), own.batchSize)
          : strings.memory.trains(formatGigabytes(own.bytes))}
      </span>
    </Tooltip>
  );
}

function FeaturedTemplate({ template }: { template: Template }) {
  const counted = countTemplate(template);
  return (
    <UnstyledButton className={css['lead']} onClick={() => openTemplate(localizedText(template))}>
      <span className={css['leadPicture']}>
        <NetworkPicture analysis={counted.analysis} title={aboutTemplate(template).title} labels />
      </span>
      <span className={css['leadText']}>
        <Title order={2}>{strings.lead}</Title>
        <Text component="span" c="dimmed" maw="68ch">
          {strings.leadText}
        </Text>
        <span className={css['leadFoot']}>
          <span className={css['action']}>{strings.leadAction}</span>
          <Text component="span" size="sm" c="dimmed" className={css['leadFacts']}>
            <span>{template.year}</span>
            <span>{strings.layers(counted.analysis.totals.layers)}</span>
            <Params template={template} counted={counted} />
            {counted.memory && <Memory memory={counted.memory} />}
          </Text>
        </span>
      </span>
    </UnstyledButton>
  );
}

/** `Krizhevsky et al.`: who is meant, as a text cites them; two are both named. */
function cite(authors: string): string {
  const [first, second, ...others] = authors.split(', ');
  if (second === undefined) return authors;
  return others.length > 0 ? `${first} et al.` : `${first}, ${second}`;
}

/** Who described it and when; the whole reference, and what differs here, in the tooltip. */
function Source({ template }: { template: Template }) {
  const { paper, year } = template;
  const { deviation } = aboutTemplate(template);
  if (!paper) return <span className={css['source']}>{strings.forLearning}</span>;
  const whole = `${paper.authors}: ${paper.title}. ${paper.venue}. ${deviation}`;
  return (
    <Tooltip label={whole} multiline maw={320}>
      <span className={css['source']}>
        {cite(paper.authors)}, {year}
      </span>
    </Tooltip>
  );
}

function TemplateCard({ template }: { template: Template }) {
  const counted = useCounted(template);
  return (
    <UnstyledButton className={css['card']} onClick={() => openTemplate(localizedText(template))}>
      <span className={css['cardPicture']}>
        {counted && <NetworkPicture analysis={counted.analysis} title={aboutTemplate(template).title} />}
      </span>
      <span className={css['name']}>{aboutTemplate(template).title}</span>
      <span className={css['summary']}>{aboutTemplate(template).summary}</span>
      <span className={css['cardFoot']}>
        <Source template={template} />
        <span className={css['cardFacts']} data-pending={counted === null || undefined}>
          {counted ? <Params template={template} counted={counted} /> : strings.counting}
        </span>
        {counted && (
          <span className={css['cardFacts']}>
            {counted.memory ? <Memory memory={counted.memory} /> : <span />}
            <span>{strings.layers(counted.analysis.totals.layers)}</span>
          </span>
        )}
      </span>
    </UnstyledButton>
  );
}

function TemplateSection({ title, of }: { title: string; of: readonly Template[] }) {
  return (
    <section className={css['templates']}>
      <Title order={3}>{title}</Title>
      <div className={css['cards']}>
        {of.map((template) => (
          <TemplateCard key={template.id} template={template} />
        ))}
      </div>
    </section>
  );
}

function Recent() {
  const [files, setFiles] = useState<readonly RecentFile[]>([]);
  useEffect(() => {
    let gone = false;
    host()
      .recentFiles()
      .then(
        (list) => !gone && setFiles(list),
        () => undefined,
      );
    return () => {
      gone = true;
    };
  }, []);
  return (
    <section className={css['recent']}>
      <Title order={3}>{strings.recent}</Title>
      {files.length === 0 && (
        <Text size="sm" c="dimmed">
          {strings.noRecent}
        </Text>
      )}
      {files.map((file) => (
        <UnstyledButton
          key={file.handle}
          className={css['file']}
          onClick={() => void openRecent(file.handle)}
        >
          <span className={css['name']}>{file.name}</span>
          <Text component="span" size="xs" c="dimmed">
            {file.hint}
          </Text>
        </UnstyledButton>
      ))}
    </section>
  );
}

interface WayProps {
  readonly icon: Icon;
  readonly name: string;
  readonly about: string;
  take(): void;
}

/** A way to a network of one's own. */
function Way({ icon: Icon, name, about, take }: WayProps) {
  return (
    <UnstyledButton className={css['way']} onClick={take}>
      <Icon size={20} stroke={1.5} aria-hidden="true" />
      <span>
        <span className={css['name']}>{name}</span>
        <Text component="span" size="sm" c="dimmed" display="block">
          {about}
        </Text>
      </span>
    </UnstyledButton>
  );
}

/** The first thing a person sees: a finished network to open, or a way to their own. */
export function GalleryFeature() {
  const lead = templateOf(leadId);
  const others = templates.filter((template) => template !== lead);
  return (
    <main className={css['gallery']} aria-label={t.shell.commands.gallery}>
      <div className={css['inner']}>
        {lead && <FeaturedTemplate template={lead} />}
        <div className={css['ways']}>
          <Way icon={IconFile} name={strings.empty} about={strings.emptyText} take={newFile} />
          <Way
            icon={IconFolderOpen}
            name={strings.open}
            about={strings.openText}
            take={() => void openFile()}
          />
          <Way
            icon={IconFileImport}
            name={strings.importModel}
            about={strings.importModelText}
            take={chooseModel}
          />
          <Recent />
        </div>
        <TemplateSection title={strings.course} of={others.filter(({ section }) => section === 'course')} />
        <TemplateSection title={strings.famous} of={others.filter(({ section }) => section === 'famous')} />
      </div>
    </main>
  );
}

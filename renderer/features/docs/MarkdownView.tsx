import { Fragment, type ReactNode } from 'react';
import links from '../../ui/link.module.css';
import styles from './Docs.module.css';
import { type Block, type Inline, linkedPage, readMarkdown } from './markdown.ts';

interface LinkContext {
  /** The page that links are relative to. */
  readonly page: string;
  readonly onTurnTo: (page: string) => void;
}

function inlineView(inline: Inline, { page, onTurnTo }: LinkContext): ReactNode {
  switch (inline.kind) {
    case 'code':
      return <code>{inline.text}</code>;
    case 'strong':
      return <strong>{inline.text}</strong>;
    case 'emphasis':
      return <em>{inline.text}</em>;
    case 'text':
      return inline.text;
    case 'link': {
      const target = linkedPage(inline.target, page);
      // Addresses outside are shown, not followed: the application opens no connection for reading.
      if (target === null) return inline.text === inline.target ? inline.text : `${inline.text} (${inline.target})`;
      return (
        <button type="button" className={links.link} onClick={() => onTurnTo(target)}>
          {inline.text}
        </button>
      );
    }
  }
}

function Inlines({ inlines, context }: { inlines: readonly Inline[]; context: LinkContext }) {
  return inlines.map((inline, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a page never move
    <Fragment key={index}>{inlineView(inline, context)}</Fragment>
  ));
}

function TableView({ rows, context }: { rows: Extract<Block, { kind: 'table' }>['rows']; context: LinkContext }) {
  const [head = [], ...body] = rows;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {head.map((cell, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a page never move
            <th key={index} scope="col">
              <Inlines inlines={cell} context={context} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <tr key={index}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <td key={column}>
                <Inlines inlines={cell} context={context} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ListView({ block, context }: { block: Extract<Block, { kind: 'list' }>; context: LinkContext }) {
  const List = block.start === null ? 'ul' : 'ol';
  return (
    <List {...(block.start !== null && { start: block.start })}>
      {block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items of a page never move
        <li key={index}>
          <Inlines inlines={item} context={context} />
        </li>
      ))}
    </List>
  );
}

const headings = ['h2', 'h2', 'h3', 'h4', 'h5', 'h6', 'h6'] as const;

function BlockView({ block, context }: { block: Block; context: LinkContext }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = headings[block.level] ?? 'h6';
      return (
        <Heading>
          <Inlines inlines={block.inlines} context={context} />
        </Heading>
      );
    }
    case 'code':
      return <pre>{block.text}</pre>;
    case 'list':
      return <ListView block={block} context={context} />;
    case 'table':
      return <TableView rows={block.rows} context={context} />;
    case 'quote':
      return (
        <blockquote>
          <Inlines inlines={block.inlines} context={context} />
        </blockquote>
      );
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.inlines} context={context} />
        </p>
      );
  }
}

/** A page of documentation, drawn from its Markdown without making HTML of it. */
export function MarkdownView({ text, ...context }: LinkContext & { readonly text: string }) {
  return (
    <article className={styles.page}>
      {readMarkdown(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a page never move
        <BlockView key={index} block={block} context={context} />
      ))}
    </article>
  );
}

import { Component, type ReactNode } from 'react';
import { flushDrafts } from '../state/documents/draftJournal.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

interface Props {
  readonly children: ReactNode;
  /** What broke, as the person knows it; the whole window where it is not given. */
  readonly name?: string;
}

/** Catches a bug of a view, keeps what was typed, and offers to draw the view again. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(): void {
    void flushDrafts();
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const again = <Button onPress={() => this.setState({ failed: false })}>Show it again</Button>;
    return (
      <EmptyState icon="warning" title={`${this.props.name ?? 'The window'} could not be drawn`} action={again}>
        This is a mistake in Drydock, not in your workflow. What you typed is kept in the draft journal.
      </EmptyState>
    );
  }
}

import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './ModalDialog.module.css';

interface ModalDialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly buttons: ReactNode;
  readonly children: ReactNode;
  readonly role?: 'dialog' | 'alertdialog';
}

/** A question over the window. Escape and a click beside it back out. */
export function ModalDialog({ title, onClose, buttons, children, role = 'dialog' }: ModalDialogProps) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()} className={styles.scrim ?? ''}>
      <Modal className={styles.modal ?? ''}>
        <Dialog role={role} className={styles.dialog ?? ''}>
          <Heading slot="title" className={styles.title ?? ''}>
            {title}
          </Heading>
          <div className={styles.body}>{children}</div>
          <div className={styles.buttons}>{buttons}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

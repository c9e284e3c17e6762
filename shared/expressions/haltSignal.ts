/** Thrown by `halt`: ends the evaluation with the outputs that it has. It never leaves this folder. */
export class HaltSignal {}

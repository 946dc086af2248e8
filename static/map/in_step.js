/* How what is drawn stands to the days of the timeline: which of the server's answers are drawn, and
   when what is drawn is of other days, and dim. */
const BEHIND = "sm-behind";

export class InStep {
  constructor(body) {
    Object.assign(this, { body, visit: "", number: 0, isMoving: false, isAhead: false });
  }

  /* Whether a payload answers an older question than the last, the answer to which is coming.  Not
     where the server has turned the map since *turn*, or is another one. */
  isOvertaken({ answered, visit, view }, turn) {
    return answered !== null && answered < this.number && visit === this.visit && view.turn === turn;
  }

  /* The server has been asked by question *number* of this *visit*; with 0, nothing is asked. */
  awaiting(visit, number) {
    Object.assign(this, { visit, number, isAhead: false });
    if (!number) this.isMoving = false;
  }

  /* The timeline has gone on to days that only the server knows. */
  behind(isResting) {
    this.isAhead = !isResting;
    this.body.classList.add(BEHIND);
  }

  /* What is drawn is of the days that were asked for last, which the timeline may have left since. */
  drawn() {
    this.body.classList.toggle(BEHIND, this.isAhead);
  }

  /* The timeline is back at the days of what is drawn. */
  agreed() {
    this.isAhead = false;
    this.drawn();
  }
}

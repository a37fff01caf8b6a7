// Loaded before a program (node --require): its clock starts at DOC_OPS_TEST_NOW and then runs as usual.
const start = Date.parse(process.env.DOC_OPS_TEST_NOW);
const RealDate = Date;
const offset = start - RealDate.now();

class ShiftedDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + offset);
    else super(...parts);
  }
  static now() {
    return RealDate.now() + offset;
  }
}
Object.defineProperty(ShiftedDate, 'name', { value: 'Date' });
globalThis.Date = ShiftedDate;

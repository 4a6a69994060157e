// Charts that ease towards what they show: painted while one of them moves, and then no more.

const SETTLE = 55; // ms in which a picture goes two thirds of the way to a new frame

class Painter {
  all = []; // the charts
  calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  wake() {
    this.waiting ??= requestAnimationFrame((now) => this.tick(now));
  }

  tick(now) {
    const passed = this.moving ? Math.min(50, now - this.last) : 16; // the frame before asked for this one
    const share = this.calm.matches ? 1 : 1 - Math.exp(-passed / SETTLE);
    this.waiting = null;
    this.moving = false;
    for (const chart of this.all) {
      const moving = chart.step(share);
      chart.dirty ||= moving;
      this.moving ||= moving;
    }
    if (this.moving) this.wake();
    this.draw();
    this.last = now;
  }

  draw() {
    for (const chart of this.all) {
      if (chart.dirty && !chart.hidden && chart.width && chart.height) chart.paint();
    }
  }

  rest() {
    cancelAnimationFrame(this.waiting);
    this.waiting = null;
    this.moving = false;
  }
}

import './readiness.css';

/** The word that stands wherever a drill is shown. */
export const DrillMark = () => <span className="drill-mark">DRILL</span>;

/** Where this device keeps how things look. */
export const PREFERENCES_KEY = 'ikpa.preferences';

/** Runs in the page's head before the first paint, so that a dark page never flashes white. */
export const themeScript = `try{var p=JSON.parse(localStorage.getItem('${PREFERENCES_KEY}')||'{}');if(p.theme==='light'||p.theme==='dark')document.documentElement.dataset.theme=p.theme}catch(e){}`;

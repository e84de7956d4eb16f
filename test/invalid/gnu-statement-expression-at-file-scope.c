int x = ({ 1; }); // error

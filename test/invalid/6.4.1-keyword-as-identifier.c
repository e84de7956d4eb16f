int volume;
int switch; // error
